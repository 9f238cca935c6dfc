import DoorSupport
import SceneSupport

extension Door {
    init(_ scene: Scene, behindTLS: Bool = false, publicFolder: String = "Public") {
        self.init(
            scene.desk, behindTLS: behindTLS, publicFolder: publicFolder, runFolder: scene.folder.path + "/files",
            keeping: scene)
    }
}
